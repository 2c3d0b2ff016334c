package io.sekisho.proxy.relay;

import io.sekisho.proxy.relay.Script.Ending;
import io.sekisho.proxy.relay.Script.Reading;
import io.sekisho.proxy.relay.Script.Seen;
import io.sekisho.proxy.relay.Script.Sending;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One that follows its script, step by step, without ever waiting. */
final class Peer {
  private static final int SIP = 2 * 1024;
  private static final int GULP = 64 * 1024;

  private final SocketChannel socket;
  private final Script script;
  private final ByteBuffer toSend;
  private final byte[] expected;
  private final ByteBuffer buffer = ByteBuffer.allocate(GULP);

  private int received;
  private Seen seen = Seen.NOTHING_YET;
  private boolean sent;
  private boolean resumed;
  private @Nullable SplittableRandom pace;

  Peer(SocketChannel socket, Script script, byte[] bytes, byte[] bytesOfOther) throws IOException {
    this.socket = socket;
    this.script = script;
    this.toSend = ByteBuffer.wrap(script.sending().saysNothing() ? new byte[0] : bytes);
    this.expected = bytesOfOther;
    if (script.sending() == Sending.STALLS) {
      toSend.limit(bytes.length / 2);
    }
    socket.configureBlocking(false);
  }

  /** In portions of any size from now on. */
  Peer at(SplittableRandom pace) {
    this.pace = pace;
    return this;
  }

  private int portion(int most) {
    return pace == null ? most : pace.nextInt(most) + 1;
  }

  /** Does what it can do now; whether that was anything. */
  boolean step() throws IOException {
    boolean moved = socket.isOpen() && receive();
    return (!sent && send()) || moved;
  }

  /** Nothing moves any more: goes on, if it has stalled. */
  boolean resume() {
    boolean stalled = !resumed;
    resumed = true;
    toSend.limit(toSend.capacity());
    return stalled;
  }

  private boolean send() throws IOException {
    try {
      int taken = toSend.hasRemaining() ? write() : 0;
      if (toSend.position() == toSend.capacity()) {
        sent = true;
        end(script.sending().ending());
      }
      return sent || taken > 0;
    } catch (IOException e) {
      return lost();
    }
  }

  private int write() throws IOException {
    int length = portion(toSend.remaining());
    int taken = socket.write(toSend.slice(toSend.position(), length));
    toSend.position(toSend.position() + taken);
    return taken;
  }

  private void end(Ending ending) throws IOException {
    switch (ending) {
      case FIN -> socket.shutdownOutput();
      case RESET -> {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
      }
      case CLOSE -> socket.close();
    }
  }

  private boolean receive() {
    if (seen != Seen.NOTHING_YET || !reads()) {
      return false;
    }
    buffer.clear().limit(portion(script.reading() == Reading.SLOWLY ? SIP : GULP));
    try {
      int count = socket.read(buffer);
      if (count < 0) {
        seen = Seen.FIN;
      } else {
        verify(count);
      }
      return count != 0;
    } catch (IOException e) {
      return lost();
    }
  }

  private boolean reads() {
    return switch (script.reading()) {
      case AT_ONCE, SLOWLY -> true;
      case LATE -> resumed;
      case NEVER -> false;
    };
  }

  private void verify(int count) {
    int end = received + count;
    if (end > expected.length
        || !Arrays.equals(buffer.array(), 0, count, expected, received, end)) {
      throw new AssertionError("other bytes than were sent, behind " + received);
    }
    received = end;
  }

  private boolean lost() {
    seen = Seen.RESET;
    sent = true;
    return true;
  }

  /** Whether nothing is left to do for it, nor to be waited for. */
  boolean isDone(Peer other) {
    boolean hasSent = sent || other.script.reading() == Reading.NEVER;
    boolean hasRead = seen != Seen.NOTHING_YET || script.reading() == Reading.NEVER;
    return !socket.isOpen() || (hasSent && hasRead);
  }

  Seen seen() {
    return seen;
  }

  int received() {
    return received;
  }

  int said() {
    return toSend.capacity();
  }

  @Override
  public String toString() {
    return script + " sent " + toSend.position() + " received " + received + " saw " + seen;
  }
}
