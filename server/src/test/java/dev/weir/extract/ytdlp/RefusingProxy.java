package dev.weir.extract.ytdlp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forward proxy that answers every request alike, and remembers what it was asked. */
final class RefusingProxy implements AutoCloseable {
    record Asked(String line, String authorization) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final String statusAndHeaders;

    /** @param statusAndHeaders the answer's first line after the version, and its headers, each ended by CRLF */
    RefusingProxy(String statusAndHeaders) throws IOException {
        this.statusAndHeaders = statusAndHeaders;
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://weir:secret@127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        } catch (SocketException e) {
            return; // closed
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = in.readLine();
            String authorization = "";
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                if (header.startsWith("Proxy-Authorization: ")) {
                    authorization = header.substring("Proxy-Authorization: ".length());
                }
            }
            asked.add(new Asked(String.valueOf(line), authorization));
            client.getOutputStream()
                    .write(("HTTP/1.1 " + statusAndHeaders + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
