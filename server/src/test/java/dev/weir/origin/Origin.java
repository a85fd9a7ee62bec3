package dev.weir.origin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** The server: HTTP and HTTPS on free ports of 127.0.0.1, and HTTPS on port 443 of an address of its own, where a PeerTube instance is played. */
public final class Origin implements AutoCloseable {
    /** A host name that yt-dlp knows as a PeerTube instance; whoever tests with it resolves it to {@link #PEERTUBE_ADDRESS}. */
    public static final String PEERTUBE = "framatube.org";

    public static final String PEERTUBE_ADDRESS = "127.0.44.3";

    private static final int REMEMBERED = 10_000;
    private static final Pattern MEDIA = Pattern.compile("/(media|page)/(\\w+)/([\\w.]+)");
    private static final Pattern REDIRECT = Pattern.compile("/redirect/(\\d+)/(.*)");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedDeque<Asked> asked = new ConcurrentLinkedDeque<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong signatures = new AtomicLong();
    private final AtomicLong validFrom = new AtomicLong();
    private final List<ServerSocket> listeners = new ArrayList<>();
    private final MediaBehaviours media;
    private final Pages pages;
    private final Lists lists;
    private final int httpPort;
    private final int httpsPort;

    private Origin(Media files, TestCa ca) throws Exception {
        this.media = new MediaBehaviours(files, validFrom);
        this.pages = new Pages(this, files, signatures);
        this.lists = new Lists();
        this.httpPort = listen(ServerSocketFactory.getDefault(), "127.0.0.1", 0);
        this.httpsPort = listen(ca.serverSockets("localhost"), "127.0.0.1", 0);
        listen(ca.serverSockets(PEERTUBE), PEERTUBE_ADDRESS, 443);
    }

    public static Origin start(Media files, TestCa ca) throws Exception {
        return new Origin(files, ca);
    }

    public String http(String path) {
        return "http://127.0.0.1:" + httpPort + path;
    }

    public String https(String path) {
        return "https://127.0.0.1:" + httpsPort + path;
    }

    /** All requests so far, oldest first. */
    public List<Asked> requests() {
        return List.copyOf(asked);
    }

    /** Requests for media of this behaviour. */
    public List<Asked> requests(String behaviour) {
        return asked.stream()
                .filter(request -> request.path().startsWith("/media/" + behaviour + "/"))
                .toList();
    }

    /** How often a video was extracted, by `site:id`. */
    public int extractions(String video) {
        return pages.extractions(video);
    }

    /** How many pages of a list were asked for, by `site:id`. */
    public int listPages(String list) {
        return lists.pages(list);
    }

    /** How many extractions of videos whose id begins with `late` were under way at once, at most, since this was asked last. */
    public int mostLateAtOnce() {
        return pages.mostLate();
    }

    /** From now on every address handed out so far is refused. */
    public void expireAll() {
        validFrom.set(signatures.get() + 1);
    }

    /** Connections that are open now. */
    public int openConnections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private int listen(ServerSocketFactory factory, String address, int port) throws IOException {
        ServerSocket listener = factory.createServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1024);
        listeners.add(listener);
        threads.execute(() -> accept(listener));
        return listener.getLocalPort();
    }

    private void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        int number = connections.incrementAndGet();
        open.add(socket);
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Asked request = read(in, number); request != null; request = read(in, number)) {
                asked.add(request);
                if (asked.size() > REMEMBERED) {
                    asked.removeFirst();
                }
                answer(request, new Reply(socket, sent));
                if (socket.isClosed() || "close".equalsIgnoreCase(request.header("connection"))) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other side left, as many tests want it to.
        } finally {
            open.remove(socket);
        }
    }

    private void answer(Asked request, Reply reply) throws IOException {
        String path = request.path();
        Matcher file = MEDIA.matcher(path);
        Matcher redirect = REDIRECT.matcher(path);
        if (request.method().equals("HEAD")) {
            reply.head(403, "Content-Length", "0");
        } else if (file.matches() && file.group(1).equals("media")) {
            media.answer(file.group(2), file.group(3), request, reply);
        } else if (file.matches()) {
            pages.page(file.group(2), file.group(3), reply);
        } else if (path.equals("/api/extract")) {
            pages.extraction(request, reply);
        } else if (path.equals("/api/list")) {
            lists.page(request, reply);
        } else if (path.startsWith("/api/v1/videos/")) {
            pages.peerTube(path, reply);
        } else if (path.equals("/redirect/to")) {
            redirect(request.parameter("url", "/"), reply);
        } else if (redirect.matches()) {
            int left = Integer.parseInt(redirect.group(1)) - 1;
            String query = request.target().substring(path.length());
            redirect((left == 0 ? "/" : "/redirect/" + left + "/") + redirect.group(2) + query, reply);
        } else if (path.equals("/nothing")) {
            reply.whole(200, "text/html", "<html><title>No film here</title><p>Nothing.</p></html>");
        } else {
            reply.whole(404, "text/html", "<html><title>Not found</title></html>");
        }
    }

    private static void redirect(String to, Reply reply) throws IOException {
        reply.head(302, "Location", to, "Content-Length", "0");
    }

    private static @Nullable Asked read(InputStream in, int connection) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] words = first.split(" ", 3);
        Map<String, String> headers = new HashMap<>();
        for (String field = line(in); field != null && !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            headers.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        return new Asked(words[0], words[1], headers, connection);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString().strip();
            }
            line.append((char) c);
        }
        return null;
    }
}
