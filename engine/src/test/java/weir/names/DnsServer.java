package weir.names;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;

/** A name server on a UDP socket of this machine that answers what the test wants. */
final class DnsServer implements AutoCloseable {

    /** What to answer. Absent: null for silence. */
    @FunctionalInterface
    interface Script {
        byte @Nullable [] answer(Message query) throws IOException;
    }

    private final DatagramSocket socket;
    private final Script script;
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final Thread thread;

    DnsServer(Script script) {
        this.script = script;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
        thread = Thread.ofPlatform().daemon().start(this::run);
    }

    private void run() {
        byte[] buffer = new byte[2048];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message query = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
                questions.add(query.getQuestion().getName().toString());
                byte[] answer = script.answer(query);
                if (answer != null) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /** Names asked for so far. */
    List<String> questions() {
        return questions;
    }

    @Override
    public void close() {
        socket.close();
    }
}
