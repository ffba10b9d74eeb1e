package weir.flow.key;

import java.util.List;
import java.util.Map;
import weir.flow.attribute.KeyValue;
import weir.lookup.ValueMap;

/** Whether the text of a value is one of a list. */
final class TextEquality implements ValueTest {

    private final ValueMap texts;
    private final TextView view = new TextView();

    TextEquality(List<String> texts) {
        this.texts = ValueMap.of(Map.of("", texts));
    }

    @Override
    public boolean test(KeyValue value) {
        view.of(value);
        return texts.find(view.bytes(), view.start(), view.end()) != null;
    }
}
