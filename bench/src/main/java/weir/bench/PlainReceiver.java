package weir.bench;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The measured process that does the least a receiver can do: takes datagrams and counts them. {@code PlainReceiver
 * blocking|batched BUFFER}; writes its port, then the count for each byte read.
 */
final class PlainReceiver {

    private static final int PAYLOAD = 1 << 16;

    private final AtomicLong datagrams = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private PlainReceiver() {}

    static void main(String[] args) throws IOException {
        var receiver = new PlainReceiver();
        int buffer = Integer.parseInt(args[1]);
        int port = args[0].equals("batched") ? receiver.batched(buffer) : receiver.blocking(buffer);
        System.out.println(port);
        Reader in = new InputStreamReader(System.in, StandardCharsets.US_ASCII);
        while (in.read() >= 0) {
            System.out.println(receiver.datagrams.get());
        }
        System.exit(receiver.bytes.get() < 0 ? 1 : 0);
    }

    private int blocking(int receiveBuffer) throws IOException {
        DatagramChannel socket = DatagramChannel.open();
        socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(() -> {
            ByteBuffer payload = ByteBuffer.allocateDirect(PAYLOAD);
            while (true) {
                payload.clear();
                socket.receive(payload);
                count(1, payload.position());
            }
        });
        return socket.socket().getLocalPort();
    }

    private int batched(int receiveBuffer) {
        var socket = new BatchedSocket(receiveBuffer);
        start(() -> {
            while (true) {
                int count = socket.receive();
                long length = 0;
                for (int i = 0; i < count; i++) {
                    length += socket.length(i);
                }
                count(count, length);
            }
        });
        return socket.port();
    }

    /** One writer: no need for an atomic addition. */
    private void count(int count, long length) {
        datagrams.lazySet(datagrams.getPlain() + count);
        bytes.lazySet(bytes.getPlain() + length);
    }

    @FunctionalInterface
    private interface Loop {

        void run() throws IOException;
    }

    private static void start(Loop loop) {
        Thread.ofPlatform().daemon().name("receiver").start(() -> {
            try {
                loop.run();
            } catch (IOException | RuntimeException e) {
                e.printStackTrace();
                System.exit(1);
            }
        });
    }
}
