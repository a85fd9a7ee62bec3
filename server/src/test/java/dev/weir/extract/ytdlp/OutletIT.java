package dev.weir.extract.ytdlp;

import static dev.weir.extract.ytdlp.Extraction.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.config.ExtractionSettings;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way that extractions leave by. */
class OutletIT {
    private static final ExtractionSettings SETTINGS = Extraction.settings(1, Duration.ofSeconds(20), 4);

    @TempDir
    private Path folder;

    private static Reason reason(YtDlpExtractor extractor, String url) {
        return catchThrowableOfType(FailureException.class, () -> extractor.extract(page(url)))
                .failure()
                .reason();
    }

    @Test
    void everythingGoesThroughTheProxyWithItsSecret() throws Exception {
        try (RefusingProxy proxy = new RefusingProxy("403 Forbidden\r\nWeir-Egress: refused\r\n");
                YtDlpExtractor extractor = Extraction.started(SETTINGS, new Outlet(proxy.address(), null))) {
            assertThat(proxy.asked).as("the warm-up goes straight").isEmpty();
            assertThat(reason(extractor, "http://127.0.0.1:9/page")).isEqualTo(Reason.ADDRESS_REFUSED);
            assertThat(proxy.asked).isNotEmpty().allSatisfy(asked -> {
                assertThat(asked.line()).isEqualTo("GET http://127.0.0.1:9/page HTTP/1.1");
                assertThat(asked.authorization()).startsWith("Basic ");
            });
        }
    }

    @Test
    void aRefusedTunnelIsToldByItsPhrase() throws Exception {
        try (RefusingProxy proxy = new RefusingProxy("403 Weir-Egress: refused\r\n");
                YtDlpExtractor extractor = Extraction.started(SETTINGS, new Outlet(proxy.address(), null))) {
            assertThat(reason(extractor, "https://127.0.0.1:9/page")).isEqualTo(Reason.ADDRESS_REFUSED);
            assertThat(proxy.asked).allSatisfy(asked -> {
                assertThat(asked.line()).startsWith("CONNECT 127.0.0.1:9 HTTP/1.");
                assertThat(asked.authorization()).startsWith("Basic ");
            });
        }
    }

    @Test
    void aProxyThatCannotReachTheSiteIsTheSitesFailure() throws Exception {
        try (RefusingProxy proxy = new RefusingProxy("502 Bad Gateway\r\n");
                YtDlpExtractor extractor = Extraction.started(SETTINGS, new Outlet(proxy.address(), null))) {
            assertThat(reason(extractor, "https://127.0.0.1:9/page")).isEqualTo(Reason.UPSTREAM_FAILED);
            assertThat(reason(extractor, "http://127.0.0.1:9/page")).isEqualTo(Reason.UPSTREAM_FAILED);
        }
    }

    @Test
    void aCertificateOfTheOperatorsIsTrustedBesidesTheOthers() throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .rsa2048()
                .subject("CN=127.0.0.1")
                .addSanIpAddress("127.0.0.1")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(bundle.toKeyManagerFactory().getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = "<html><video src=\"/film.mp4\"></video></html>".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/page";
        Path file = folder.resolve("ca.pem");
        Files.writeString(file, bundle.getRootCertificatePEM());
        try (YtDlpExtractor trusting = Extraction.started(SETTINGS, new Outlet(null, file));
                YtDlpExtractor usual = Extraction.started(SETTINGS)) {
            assertThat(trusting.extract(page(url)).formats()).hasSize(1);
            assertThat(reason(usual, url)).isEqualTo(Reason.UPSTREAM_FAILED);
        } finally {
            server.stop(0);
        }
    }
}
