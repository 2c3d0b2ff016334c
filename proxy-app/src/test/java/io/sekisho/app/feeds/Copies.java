package io.sekisho.app.feeds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The good copy of a feed of two thousand names, and what it may be spoilt with. */
final class Copies {
  static final int NAMES = 2_000;
  static final String GOOD = names(0, NAMES) + "# entries: 2000\n";

  private Copies() {}

  static String names(int from, int to) {
    return lines(from, to, "n%d.example\n");
  }

  static String lines(int from, int to, String pattern) {
    return IntStream.range(from, to).mapToObj(pattern::formatted).collect(Collectors.joining());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] noise(int count) {
    byte[] noise = new byte[count];
    new SplittableRandom(1).nextBytes(noise);
    return noise;
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  static byte[] zip(byte[]... contents) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (int i = 0; i < contents.length; i++) {
        out.putNextEntry(new ZipEntry("list" + i + ".txt"));
        out.write(contents[i]);
      }
    }
    return packed.toByteArray();
  }

  static byte[] cut(byte[] whole, int percent) {
    return Arrays.copyOf(whole, whole.length * percent / 100);
  }
}
