package weir.ingest;

/**
 * What a source has received and lost before the queues.
 *
 * <p>Thread: any; immutable.
 *
 * @param datagrams datagrams received, also those lost afterwards
 * @param bytes bytes of their payload
 * @param tooLarge datagrams larger than sFlow over UDP can be
 * @param refused datagrams of agents there was no place for
 * @param receiveErrors errors of the sockets
 * @param kernelDrops datagrams the kernel dropped because a receive buffer was full; -1 where it does not tell
 * @param receiveBufferAsked bytes of receive buffer asked for, for each socket
 * @param receiveBufferGot bytes of receive buffer the system gave
 */
public record SourceStatus(
        long datagrams,
        long bytes,
        long tooLarge,
        long refused,
        long receiveErrors,
        long kernelDrops,
        int receiveBufferAsked,
        int receiveBufferGot) {}
