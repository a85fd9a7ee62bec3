package dev.weir.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** An origin on loopback that does to every connection exactly what its script says. */
final class ScriptedOrigin implements AutoCloseable {

    /** What happens on a connection; at its return the connection is closed. */
    interface Script {
        void play(Conversation conversation) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final String scheme;
    private final List<OriginRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();

    private ScriptedOrigin(ServerSocketFactory factory, String scheme, Script script) throws IOException {
        this.server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.scheme = scheme;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedOrigin plain(Script script) throws IOException {
        return new ScriptedOrigin(ServerSocketFactory.getDefault(), "http", script);
    }

    static ScriptedOrigin tls(Script script) throws IOException {
        return new ScriptedOrigin(TestTls.serverSockets(), "https", script);
    }

    /** Serves a file by range, as often as asked. */
    static Script file(byte[] file) {
        return conversation -> {
            for (OriginRequest request = conversation.next(); request != null; request = conversation.next()) {
                conversation.sendPart(file, request.span(file.length));
            }
        };
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                // A platform thread: a TLS write of the JDK can hold a virtual one's carrier.
                Thread.ofPlatform().daemon().start(() -> serve(socket, number));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.play(new Conversation(socket, number, requests, sent));
        } catch (IOException _) {
            // The client went away, which many tests are about.
        } finally {
            open.remove(socket);
        }
    }

    URI url(String target) {
        return URI.create(scheme + "://localhost:" + server.getLocalPort() + target);
    }

    int port() {
        return server.getLocalPort();
    }

    List<OriginRequest> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    int openConnections() {
        return open.size();
    }

    long sent() {
        return sent.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
