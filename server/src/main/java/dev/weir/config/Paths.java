package dev.weir.config;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

/** Reads paths, and looks whether what they name is there. */
final class Paths {
    private Paths() {}

    static Path path(String text) throws InvalidValue {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidValue(text, "is not a path");
        }
    }

    /** Folders that exist, separated by `:`. */
    static List<Path> directories(String text) throws InvalidValue {
        List<Path> directories = new ArrayList<>();
        for (String each : text.split(File.pathSeparator, -1)) {
            if (!each.isBlank()) {
                Path directory = path(each.strip());
                if (!Files.isDirectory(directory)) {
                    throw new InvalidValue(each, "is not a folder that exists");
                }
                directories.add(directory);
            }
        }
        return List.copyOf(directories);
    }

    /** A file of at least one PEM certificate (RFC 7468). */
    static Path certificates(String text) throws InvalidValue {
        Path file = path(text);
        if (!Files.isRegularFile(file)) {
            throw new InvalidValue(text, "is not a file that exists");
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw new InvalidValue(text, "holds no certificate");
            }
        } catch (IOException e) {
            throw new InvalidValue(text, "cannot be read");
        } catch (CertificateException e) {
            throw new InvalidValue(text, "does not hold PEM certificates");
        }
        return file;
    }

    /**
     * A program that may be run.
     *
     * @param searched the folders where a bare name is looked for, separated as in PATH
     */
    static Path program(String text, String searched) throws InvalidValue {
        Path program = path(text);
        if (program.getNameCount() > 1 || program.isAbsolute()) {
            return executable(program, text);
        }
        for (String folder : searched.split(File.pathSeparator, -1)) {
            if (!folder.isBlank() && isProgram(path(folder).resolve(program))) {
                return path(folder).resolve(program);
            }
        }
        throw new InvalidValue(text, "is not a program on the PATH");
    }

    private static Path executable(Path program, String text) throws InvalidValue {
        if (!isProgram(program)) {
            throw new InvalidValue(text, "is not a program that can be run");
        }
        return program;
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
