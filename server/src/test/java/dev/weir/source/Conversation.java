package dev.weir.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** An origin's end of one connection. */
final class Conversation {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int number;
    private final List<OriginRequest> requests;
    private final AtomicLong sent;

    Conversation(Socket socket, int number, List<OriginRequest> requests, AtomicLong sent) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.number = number;
        this.requests = requests;
        this.sent = sent;
    }

    int number() {
        return number;
    }

    /** The next request, or null at the end of the connection. */
    OriginRequest next() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                return null;
            }
            head.append((char) octet);
        }
        String[] lines = head.toString().split("\r\n", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length - 2; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        OriginRequest request = new OriginRequest(lines[0], headers, number);
        requests.add(request);
        return request;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    void send(byte[] bytes, int from, int count) throws IOException {
        for (int done = 0; done < count; done += 8192) {
            int part = Math.min(8192, count - done);
            out.write(bytes, from + done, part);
            sent.addAndGet(part);
        }
        out.flush();
    }

    /** The head of a 206, then that part of the file. */
    void sendPart(byte[] file, Span span) throws IOException {
        send(partHead(file, span));
        send(file, (int) span.first(), (int) span.length());
    }

    static String partHead(byte[] file, Span span) {
        return "HTTP/1.1 206 Partial Content\r\nContent-Type: video/mp4\r\nETag: \"v1\"\r\nContent-Length: "
                + span.length() + "\r\nContent-Range: bytes " + span.first() + "-" + span.last() + "/" + file.length
                + "\r\n\r\n";
    }

    void sendStatus(int status, String... fields) throws IOException {
        send("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n" + String.join("", fields) + "\r\n");
    }

    /** Sends a reset instead of an end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void close() throws IOException {
        socket.close();
    }

    /** Waits until the other end closes, whatever it says before. */
    void awaitEnd() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // A reset is an end, too.
        }
    }
}
