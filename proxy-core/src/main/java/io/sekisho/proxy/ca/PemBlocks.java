package io.sekisho.proxy.ca;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Text with binary blocks in it (RFC 7468). */
final class PemBlocks {
  private static final String BEGIN = "-----BEGIN ";
  private static final int LINE = 64;

  private PemBlocks() {}

  /** The blocks of a file; none where it is binary. */
  static List<PemObject> in(byte[] file) throws AuthorityFault {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    List<PemObject> blocks = new ArrayList<>();
    if (!text.contains(BEGIN)) {
      return blocks;
    }
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        blocks.add(block);
      }
      return blocks;
    } catch (IOException | RuntimeException e) {
      throw new AuthorityFault("it has a PEM block that cannot be read");
    }
  }

  static String write(String type, byte[] content) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
    return BEGIN + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }
}
