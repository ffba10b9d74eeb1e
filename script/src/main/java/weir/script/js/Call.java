package weir.script.js;

import org.jspecify.annotations.Nullable;

/** A function of the API, written in Java. */
@FunctionalInterface
public interface Call {

    /**
     * Does what the script asks for.
     *
     * @return the result, as {@link JsValues#of} takes it, {@link JsValues#undefined()} or a value of the script
     * @throws weir.request.InvalidRequestException the request is wrong; the script gets an {@code Error} with the sentence
     */
    @Nullable
    Object apply(Arguments arguments);
}
