package weir.rest;

/** What a row of {@code routes.tsv} names: parses a request, calls one method of a service, hands its answer on. */
@FunctionalInterface
public interface RestCall {

    /**
     * Answers a request.
     *
     * @throws weir.request.InvalidRequestException the request is wrong: status 400
     * @throws weir.request.NotFoundException it names something unknown: status 404
     */
    Answer answer(RestRequest request);
}
