package io.sekisho.proxy.littleproxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;

/** The options of an {@link InnerChannel} that mean something. */
final class InnerConfig extends DefaultChannelConfig {
  private boolean halfClosure;
  private boolean reset;

  InnerConfig(Channel channel) {
    super(channel);
  }

  /** Whether the channel outlasts the end of the other one. */
  boolean isAllowHalfClosure() {
    return halfClosure;
  }

  /** Whether the channel's end is to look like that of a broken connection. */
  boolean isReset() {
    return reset;
  }

  @Override
  public <T> boolean setOption(ChannelOption<T> option, T value) {
    if (option.equals(ChannelOption.ALLOW_HALF_CLOSURE)) {
      halfClosure = (Boolean) value;
    } else if (option.equals(ChannelOption.SO_LINGER)) {
      reset = value.equals(0);
    } else {
      return super.setOption(option, value);
    }
    return true;
  }
}
