package dev.weir.deploy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** HAProxy or nginx with the configuration of deploy/, its ports and paths replaced by those of a test. */
public final class FrontProxy implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    private FrontProxy(Path folder, int port, List<String> command) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = Commands.builder(folder, Map.of("PATH", Commands.PATH), command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    public static FrontProxy haproxy(int oldPort, int weirPort) throws IOException {
        Path folder = Files.createTempDirectory("weir-haproxy");
        int port = Commands.freePort();
        Path shipped = Commands.ROOT.resolve("deploy/haproxy");
        Files.copy(shipped.resolve("weir-routes.map"), folder.resolve("weir-routes.map"));
        write(
                folder.resolve("haproxy.cfg"),
                Files.readString(shipped.resolve("haproxy.cfg")),
                Map.of(
                        "bind :80", "bind 127.0.0.1:" + port,
                        "127.0.0.1:8000", "127.0.0.1:" + oldPort,
                        "127.0.0.1:8001", "127.0.0.1:" + weirPort,
                        "/run/haproxy/", folder + "/",
                        "/etc/haproxy/", folder + "/"));
        return new FrontProxy(folder, port, List.of("haproxy", "-db", "-f", "haproxy.cfg"));
    }

    public static FrontProxy nginx(int oldPort, int weirPort) throws IOException {
        Path folder = Files.createTempDirectory("weir-nginx");
        int port = Commands.freePort();
        Path shipped = Commands.ROOT.resolve("deploy/nginx");
        for (String file : List.of("share.conf", "routes.conf")) {
            Files.copy(shipped.resolve(file), folder.resolve(file));
        }
        write(
                folder.resolve("weir.conf"),
                Files.readString(shipped.resolve("weir.conf")),
                Map.of(
                        "listen 80;", "listen 127.0.0.1:" + port + ";",
                        "127.0.0.1:8000", "127.0.0.1:" + oldPort,
                        "127.0.0.1:8001", "127.0.0.1:" + weirPort,
                        "/etc/nginx/weir/", folder + "/"));
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                pid FOLDER/pid;
                error_log FOLDER/error.log notice;
                worker_processes 2;
                events {}
                http {
                    access_log off;
                    client_body_temp_path FOLDER/body;
                    proxy_temp_path FOLDER/proxy;
                    fastcgi_temp_path FOLDER/fastcgi;
                    uwsgi_temp_path FOLDER/uwsgi;
                    scgi_temp_path FOLDER/scgi;
                    include FOLDER/weir.conf;
                }
                """.replace("FOLDER", folder.toString()));
        return new FrontProxy(folder, port, nginx(folder, List.of()));
    }

    public int port() {
        return port;
    }

    /** Commands for HAProxy's admin socket, as an operator types them. */
    public String admin(String command) throws IOException {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(UnixDomainSocketAddress.of(folder.resolve("weir.sock")));
            socket.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(1 << 16);
            while (socket.read(answer) >= 0 && answer.hasRemaining()) {
                // The whole answer, which ends with the connection.
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).strip();
        }
    }

    /** The path of the map of single routes, by which the admin socket knows it. */
    public String map() {
        return folder.resolve("weir-routes.map").toString();
    }

    /** Writes one of nginx's two files anew and lets it read them. */
    public void reload(String file, String content) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(file), content);
        Process signal = Commands.builder(folder, Map.of("PATH", Commands.PATH), nginx(folder, List.of("-s", "reload")))
                .inheritIO()
                .start();
        if (!signal.waitFor(10, TimeUnit.SECONDS) || signal.exitValue() != 0) {
            signal.destroyForcibly();
            throw new IOException("nginx does not take its new configuration");
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> nginx(Path folder, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                "nginx",
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-e",
                folder.resolve("error.log").toString()));
        command.addAll(more);
        return command;
    }

    private static void write(Path file, String text, Map<String, String> replaced) throws IOException {
        String written = text;
        for (Map.Entry<String, String> one : replaced.entrySet()) {
            if (!written.contains(one.getKey())) {
                throw new IOException("the configuration does not say " + one.getKey());
            }
            written = written.replace(one.getKey(), one.getValue());
        }
        Files.writeString(file, written);
    }
}
