package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stands before the TLS handler during the handshake, and notices an alert in the clear. A client
 * that refuses a certificate of TLS 1.3 may send one before it has changed its keys, as OpenSSL
 * does; Java takes that for a record that cannot be decrypted.
 */
final class AlertWatch extends ChannelInboundHandlerAdapter {
  private static final int ALERT = 21;
  private static final int RECORD_HEADER = 5;

  private final TlsProgress progress;
  private final byte[] header = new byte[RECORD_HEADER];
  private int known;
  private int left;

  AlertWatch(TlsProgress progress) {
    this.progress = progress;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    for (int at = in.readerIndex(); at < in.writerIndex(); ) {
      if (left > 0) {
        int skipped = Math.min(left, in.writerIndex() - at);
        left -= skipped;
        at += skipped;
      } else {
        take(in.getByte(at));
        at++;
      }
    }
    ctx.fireChannelRead(message);
  }

  private void take(byte next) {
    header[known] = next;
    known++;
    if (known == RECORD_HEADER) {
      known = 0;
      left = (header[3] & 0xff) << 8 | (header[4] & 0xff);
      if (header[0] == ALERT) {
        progress.alertHeard();
      }
    }
  }
}
