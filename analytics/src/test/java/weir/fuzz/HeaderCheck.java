package weir.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.FlowKey;
import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;
import weir.flow.attribute.Sampling;
import weir.flow.attribute.TextBuffer;
import weir.packet.PacketLayers;
import weir.testing.DatagramBuilder;

/**
 * Reads all keys of a sampled header, as text and as bytes of a key, and checks what holds for all: nothing throws, a
 * value fits the format of its key, its text and its bytes give it back, and a shorter header has no other keys than the
 * longer one.
 */
final class HeaderCheck {

    private static final int FRAME_LENGTH = 1500;

    private final List<FlowKey> keys = new ArrayList<>();
    private final List<AttributeReader> readers = new ArrayList<>();
    private final int stack;
    private final KeyValue value = new KeyValue();
    private final KeyValue again = new KeyValue();
    private final KeyBuffer buffer = new KeyBuffer();
    private final TextBuffer scratch = new TextBuffer();
    private final Sampling sampling = new Sampling(this::read);
    private @Nullable String[] texts = {};

    HeaderCheck() {
        for (FlowKey key : Sampling.TABLE.all()) {
            int occurrences =
                    key.sources().stream().anyMatch(FlowKey.Source::repeats) ? PacketLayers.MAX_OCCURRENCES : 1;
            for (int i = 0; i < occurrences; i++) {
                keys.add(key);
                readers.add(key.reader(i, key.name()));
            }
        }
        stack = keys.indexOf(Sampling.TABLE.all().stream()
                .filter(key -> key.name().equals("stack"))
                .findFirst()
                .orElseThrow());
    }

    /**
     * Checks a header.
     *
     * @param input how it begins, then its bytes
     * @return number of keys that are there
     */
    int check(byte[] input) {
        if (input.length == 0) {
            return 0;
        }
        int protocol = input[0] & 0xFF;
        byte[] header = Arrays.copyOfRange(input, 1, input.length);
        @Nullable String[] whole = keys(protocol, header);
        for (int cut : new int[] {header.length - 1, header.length / 2}) {
            if (cut >= 0 && cut < header.length) {
                compare(whole, keys(protocol, Arrays.copyOf(header, cut)));
            }
        }
        return (int) Arrays.stream(whole).filter(text -> text != null).count();
    }

    private void compare(@Nullable String[] whole, @Nullable String[] shorter) {
        for (int i = 0; i < whole.length; i++) {
            String left = shorter[i];
            if (left != null) {
                String all = String.valueOf(whole[i]);
                require(i == stack ? all.startsWith(left) : all.equals(left), "a shorter header has another key", i);
            }
        }
    }

    private @Nullable String[] keys(int protocol, byte[] header) {
        texts = new String[readers.size()];
        sampling.datagram(new DatagramBuilder()
                .flow(s -> s.record(0, 1, r -> r.u32s(protocol, FRAME_LENGTH, 4).opaque(header)))
                .build());
        return texts;
    }

    private void read(SampleContext sample) {
        for (int i = 0; i < readers.size(); i++) {
            if (readers.get(i).read(sample, value)) {
                texts[i] = value.toString();
                checkValue(i, keys.get(i).format());
            }
        }
    }

    private void checkValue(int key, KeyFormat format) {
        String text = String.valueOf(texts[key]);
        require(format.holds(value), "the value does not fit its format", key);
        buffer.clear();
        format.encode(value, buffer, scratch);
        require(format.decode(buffer.bytes(), 0, again) == buffer.length(), "the bytes end elsewhere", key);
        require(again.toString().equals(text), "the bytes give another value", key);
        if (value.format() != KeyFormat.TEXT) {
            require(value.format().parse(text, again) && again.sameValue(value), "the text gives another value", key);
        }
    }

    private void require(boolean holds, String message, int key) {
        if (!holds) {
            throw new AssertionError(keys.get(key).name() + " '" + texts[key] + "': " + message);
        }
    }
}
