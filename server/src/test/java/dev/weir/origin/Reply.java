package dev.weir.origin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Writes one answer, down to how its connection ends. */
final class Reply {
    private static final int SLICE = 16 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final AtomicLong sent;

    Reply(Socket socket, AtomicLong sent) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.sent = sent;
    }

    void head(int status, String... fields) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            head.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    void body(byte[] file, long first, long last) throws IOException {
        for (long at = first; at <= last; at += SLICE) {
            int count = (int) Math.min(SLICE, last - at + 1);
            out.write(file, (int) at, count);
            sent.addAndGet(count);
        }
        out.flush();
    }

    void whole(int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        head(status, "Content-Type", type, "Content-Length", Integer.toString(body.length));
        body(body, 0, body.length - 1);
    }

    void chunks(byte[] file, long last, boolean ended) throws IOException {
        for (long at = 0; at <= last; at += SLICE) {
            int count = (int) Math.min(SLICE, last - at + 1);
            out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(file, (int) at, count);
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            sent.addAndGet(count);
        }
        if (ended) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.flush();
    }

    /** Ends the connection in the middle of things, as a server does that is stopped. */
    void cut() throws IOException {
        out.flush();
        socket.close();
    }

    /** Ends it with a reset. */
    void reset() throws IOException {
        out.flush();
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says nothing more until the other side leaves. */
    void stall() throws IOException {
        out.flush();
        try {
            while (socket.getInputStream().read() >= 0) {
                // Whatever comes is ignored.
            }
        } catch (SocketException e) {
            socket.close();
        }
    }
}
