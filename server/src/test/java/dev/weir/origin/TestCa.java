package dev.weir.origin;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of a test run, and the servers it vouches for. */
public final class TestCa {
    private final X509Bundle authority;

    private TestCa(X509Bundle authority) {
        this.authority = authority;
    }

    public static TestCa make() throws Exception {
        return new TestCa(new CertificateBuilder()
                .subject("CN=Weir test CA")
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    /** Writes what EGRESS_CA_FILE names. */
    public Path writePem(Path folder) throws IOException {
        return Files.writeString(folder.resolve("test-ca.pem"), authority.getCertificatePEM());
    }

    /** Server sockets that show a certificate for these names and for 127.0.0.1. */
    ServerSocketFactory serverSockets(String... names) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(issue(names).toKeyManagerFactory().getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    /** Writes a certificate for these names and for 127.0.0.1, and its key, for servers of other kinds. */
    public void writeServer(Path certificate, Path key, String... names) throws Exception {
        X509Bundle bundle = issue(names);
        Files.writeString(certificate, bundle.getCertificatePathPEM());
        Files.writeString(key, bundle.getPrivateKeyPEM());
    }

    private X509Bundle issue(String... names) throws Exception {
        CertificateBuilder builder =
                new CertificateBuilder().subject("CN=" + names[0]).ecp256().addSanIpAddress("127.0.0.1");
        for (String name : names) {
            builder.addSanDnsName(name);
        }
        return builder.buildIssuedBy(authority);
    }
}
