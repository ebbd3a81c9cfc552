package dev.lepton.learn.tree.internal;

import dev.lepton.base.AtomicFiles;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/// A folder of shared libraries unpacked from the class path, which any number of JVMs may use at once.
///
/// A file's name holds the checksum and the size of its content, and it appears by renaming only once it is
/// whole. (The engines' own loaders write to one fixed name in the temporary folder, or to a new file at
/// every start: of JVMs started side by side most crash, and killed ones leave their copies behind.)
///
/// @param folder made when it is first needed
record NativeCache(Path folder) {

    /// The cache of this user: `$LEPTON_CACHE`, else `$XDG_CACHE_HOME/lepton`, else `~/.cache/lepton`.
    static NativeCache ofUser() {
        String own = System.getenv("LEPTON_CACHE");
        String shared = System.getenv("XDG_CACHE_HOME");
        Path root = own != null && !own.isBlank()
                ? Path.of(own)
                : shared != null && !shared.isBlank()
                        ? Path.of(shared, "lepton")
                        : Path.of(System.getProperty("user.home"), ".cache", "lepton");
        return new NativeCache(root.resolve("natives"));
    }

    /// The unpacked copy of a resource on the class path.
    ///
    /// @throws LeptonException UNSUPPORTED where there is no such resource: the engine has no build for
    ///     this platform
    Path unpack(String resource) {
        URL url = NativeCache.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "There is no \"" + resource + "\" on the class path, so the engine has no build for "
                            + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ".");
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            Fingerprint print = Fingerprint.of(connection);
            Path file = folder.resolve(print.inName(resource.substring(resource.lastIndexOf('/') + 1)));
            if (!Files.exists(file) || Files.size(file) != print.size()) {
                try (InputStream in = url.openStream()) {
                    AtomicFiles.write(file, in::transferTo);
                }
            }
            return file;
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.RESOURCE_EXHAUSTED, "Could not unpack " + url + ": " + e, e);
        }
    }

    private record Fingerprint(long checksum, long size) {

        static Fingerprint of(URLConnection connection) throws IOException {
            if (connection instanceof JarURLConnection jar) {
                try (JarFile file = jar.getJarFile()) { // its directory holds both, so nothing needs to be unpacked
                    JarEntry entry = file.getJarEntry(jar.getEntryName());
                    return new Fingerprint(entry.getCrc(), entry.getSize());
                }
            }
            byte[] content = connection.getInputStream().readAllBytes();
            CRC32 checksum = new CRC32();
            checksum.update(content);
            return new Fingerprint(checksum.getValue(), content.length);
        }

        String inName(String name) {
            int dot = name.lastIndexOf('.');
            return String.format("%s-%08x-%x%s", name.substring(0, dot), checksum, size, name.substring(dot));
        }
    }
}
