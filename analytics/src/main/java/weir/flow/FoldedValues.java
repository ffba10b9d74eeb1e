package weir.flow;

import java.util.Arrays;
import java.util.List;

/**
 * Further values merged over data sources. In sums rates are added, averages weighted by their samples, and extremes the
 * most extreme; in averages each is the mean over the data sources that have one. Of distinct counts the largest is
 * taken, since the same value may have been seen at each data source.
 */
final class FoldedValues {

    private final List<ValueForm> forms;
    private final boolean averages;
    private double[] sums = new double[0];
    private double[] weights = new double[0];

    FoldedValues(List<ValueForm> forms, AggMode mode) {
        this.forms = forms;
        averages = mode.averages();
    }

    /** Makes room for so many keys. */
    void resize(int keys) {
        sums = Arrays.copyOf(sums, keys * forms.size());
        weights = Arrays.copyOf(weights, keys * forms.size());
    }

    /** Adds the further values of an observation to those of a key. */
    void add(int key, Observations part, int observation) {
        for (int i = 0; i < forms.size(); i++) {
            add(key * forms.size() + i, forms.get(i), part.value(observation, i), part.samples(observation, i));
        }
    }

    double value(int key, int i) {
        int at = key * forms.size() + i;
        return divides(forms.get(i)) && weights[at] != 0 ? sums[at] / weights[at] : sums[at];
    }

    /** What the value counts for when it is merged again. */
    double weight(int key, int i) {
        return weights[key * forms.size() + i];
    }

    private boolean divides(ValueForm form) {
        return form == ValueForm.AVERAGE || averages && form != ValueForm.DISTINCT;
    }

    private void add(int at, ValueForm form, double value, double samples) {
        switch (form) {
            case RATE -> {
                sums[at] += value;
                weights[at]++;
            }
            case DISTINCT -> {
                sums[at] = Math.max(sums[at], value);
                weights[at]++;
            }
            default -> {
                if (samples > 0) {
                    addStatistic(at, form, value, samples);
                }
            }
        }
    }

    private void addStatistic(int at, ValueForm form, double value, double samples) {
        if (averages) {
            sums[at] += value;
            weights[at]++;
        } else if (form == ValueForm.AVERAGE) {
            sums[at] += value * samples;
            weights[at] += samples;
        } else {
            boolean first = weights[at] == 0;
            sums[at] =
                    first ? value : form == ValueForm.MINIMUM ? Math.min(sums[at], value) : Math.max(sums[at], value);
            weights[at]++;
        }
    }
}
