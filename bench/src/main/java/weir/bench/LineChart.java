package weir.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lines over one axis, each in a band of its own that begins at 0, as an SVG picture. */
final class LineChart {

    private static final int LEFT = 70;
    private static final int WIDTH = 640;
    private static final int TOP = 40;
    private static final int BAND = 90;
    private static final int GAP = 40;

    private final String title;
    private final Map<String, double[]> lines = new LinkedHashMap<>();

    LineChart(String title) {
        this.title = title;
    }

    LineChart line(String name, double[] values) {
        lines.put(name, values);
        return this;
    }

    /** The picture; every line has a value for each place on the axis. */
    String svg(double[] axis, String unit) {
        double end = Math.max(Arrays.stream(axis).max().orElse(1), 1e-9);
        int height = TOP + lines.size() * (BAND + GAP);
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="%d" y="20" font-size="14">%s</text>
                """, LEFT + WIDTH + 20, height, LEFT, title));
        int top = TOP;
        for (Map.Entry<String, double[]> line : lines.entrySet()) {
            band(svg, top, line.getKey(), axis, end, line.getValue());
            top += BAND + GAP;
        }
        return svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.1f %s</text>%n</svg>%n",
                        LEFT + WIDTH,
                        height - 8,
                        end,
                        unit))
                .toString();
    }

    private static void band(StringBuilder svg, int top, String name, double[] axis, double end, double[] values) {
        double most = Arrays.stream(values).max().orElse(1) * 1.1;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < axis.length; i++) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    i == 0 ? "M" : " L",
                    LEFT + axis[i] / end * WIDTH,
                    top + BAND - values[i] / most * BAND));
        }
        svg.append(String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d">%s</text>
                <path d="M%d %dV%dH%d" fill="none" stroke="#888"/>
                <text x="%d" y="%d" text-anchor="end">%.0f</text><text x="%d" y="%d" text-anchor="end">0</text>
                <path d="%s" fill="none" stroke="#06c" stroke-width="1.5"/>
                """,
                LEFT,
                top - 4,
                name,
                LEFT,
                top,
                top + BAND,
                LEFT + WIDTH,
                LEFT - 6,
                top + 10,
                most,
                LEFT - 6,
                top + BAND,
                path));
    }
}
