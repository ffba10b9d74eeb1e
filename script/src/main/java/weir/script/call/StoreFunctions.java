package weir.script.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.EcmaError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.script.js.JsValues;

/** Values that a script keeps, and values that scripts share. Source: script API reference, section 12. */
final class StoreFunctions {

    private static final Logger LOG = LoggerFactory.getLogger(StoreFunctions.class);

    private final JsValues values;
    private final FileStore store;
    private final Sharing sharing;

    StoreFunctions(JsValues values, FileStore store, Sharing sharing) {
        this.values = values;
        this.store = store;
        this.sharing = sharing;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("storeGet", arguments -> read(arguments, store.get(key(arguments))));
        calls.put("storeSet", this::storeSet);
        calls.put("storeDelete", arguments -> {
            store.delete(key(arguments));
            return JsValues.undefined();
        });
        calls.put("storeKeys", arguments -> store.keys());
        calls.put("sharedGet", arguments -> read(arguments, sharing.get(key(arguments))));
        calls.put("sharedSet", this::sharedSet);
        calls.put("sharedDelete", arguments -> {
            sharing.delete(key(arguments));
            return JsValues.undefined();
        });
        calls.put("sharedKeys", arguments -> List.copyOf(sharing.keys()));
        return calls;
    }

    private static String key(Arguments arguments) {
        return arguments.needed(0, "key");
    }

    private @Nullable Object read(Arguments arguments, Optional<String> json) {
        if (json.isEmpty()) {
            return JsValues.undefined();
        }
        try {
            return values.parse(json.get());
        } catch (EcmaError e) {
            LOG.warn("The stored value of '{}' is not JSON: {}", key(arguments), e.details());
            return JsValues.undefined();
        }
    }

    private Object storeSet(Arguments arguments) {
        String json = values.json(arguments.raw(1));
        if (json == null) {
            // Scripts call it without a value to remove one.
            store.delete(key(arguments));
        } else {
            store.set(key(arguments), json);
        }
        return JsValues.undefined();
    }

    private Object sharedSet(Arguments arguments) {
        String json = values.json(arguments.raw(1));
        if (json == null) {
            sharing.delete(key(arguments));
        } else if (!sharing.set(key(arguments), json)) {
            throw new InvalidRequestException(
                    "shared values would have more than " + Sharing.MOST_CHARACTERS + " characters");
        }
        return JsValues.undefined();
    }
}
