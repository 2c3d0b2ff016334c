package io.sekisho.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import io.sekisho.proxy.http.Step;
import io.sekisho.rules.indicator.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Version 1 of the PROXY protocol: one line of text, in its strict form. */
final class ProxyLine {
  /** The longest line that the protocol allows, with its CR LF. */
  static final int MAX_LENGTH = 107;

  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");
  private static final Pattern V6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]+");
  private static final int MAX_PORT = 65_535;
  private static final int PARTS = 6;

  private ProxyLine() {}

  static Step<Optional<Arrival>> read(ByteBuf in) {
    int searched = Math.min(in.readableBytes(), MAX_LENGTH);
    int lineFeed = in.indexOf(in.readerIndex(), in.readerIndex() + searched, (byte) '\n');
    if (lineFeed < 0) {
      return searched == MAX_LENGTH ? bad("is too long") : Step.needMore();
    }
    int length = lineFeed - in.readerIndex();
    String line = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    in.skipBytes(1);
    return line.endsWith("\r") ? meaning(line.substring(0, length - 1)) : bad("ends without CR");
  }

  private static Step<Optional<Arrival>> meaning(String line) {
    String[] parts = line.split(" ", -1);
    if (parts[1].equals("UNKNOWN")) {
      return Step.done(Optional.empty());
    }
    boolean v4 = parts[1].equals("TCP4");
    if (!v4 && !parts[1].equals("TCP6")) {
      return bad("names no known protocol");
    }
    if (parts.length != PARTS || !isPort(parts[4]) || !isPort(parts[5])) {
      return bad("has no two ports");
    }
    return isAddress(parts[2], v4) && isAddress(parts[3], v4)
        ? ProxyHeader.arrival(
            IpAddress.parse(parts[2]).orElseThrow(),
            Integer.parseInt(parts[4]),
            IpAddress.parse(parts[3]).orElseThrow(),
            Integer.parseInt(parts[5]))
        : bad("has no two addresses");
  }

  private static boolean isPort(String text) {
    return PORT.matcher(text).matches() && Integer.parseInt(text) <= MAX_PORT;
  }

  private static boolean isAddress(String text, boolean v4) {
    return v4
        ? NetUtil.isValidIpV4Address(text)
        : V6_CHARACTERS.matcher(text).matches() && NetUtil.isValidIpV6Address(text);
  }

  private static Step<Optional<Arrival>> bad(String what) {
    return Step.bad("the PROXY header " + what);
  }
}
