package dev.weir.source;

import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A CA of its own and a certificate for localhost, made once for all tests. */
final class TestTls {
    static final X509Bundle CA = ca();
    private static final X509Bundle SERVER = issue("localhost");

    private TestTls() {}

    private static X509Bundle ca() {
        try {
            return new CertificateBuilder()
                    .subject("CN=Test CA")
                    .ecp256()
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Bundle issue(String name) {
        try {
            return new CertificateBuilder()
                    .subject("CN=" + name)
                    .ecp256()
                    .addSanDnsName(name)
                    .buildIssuedBy(CA);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static ServerSocketFactory serverSockets() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(SERVER.toKeyManagerFactory().getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static SslContext client() {
        try {
            return UpstreamTls.context(CA.toTrustManagerFactory());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
