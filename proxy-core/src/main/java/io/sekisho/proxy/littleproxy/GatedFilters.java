package io.sekisho.proxy.littleproxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersAdapter;
import org.littleshoot.proxy.HttpFiltersSource;

/**
 * Gives every request to its gate's filters, around those of a plug-in. Requests are not gathered
 * for it: their bodies come when the server is connected.
 */
record GatedFilters(HttpFiltersSource plugIn) implements HttpFiltersSource {
  @Override
  public HttpFilters filterRequest(HttpRequest request, @Nullable ChannelHandlerContext ctx) {
    HttpFilters filters = plugIn.filterRequest(request, ctx);
    Gate gate = Objects.requireNonNull(ctx).pipeline().get(Gate.class);
    return new GateFilters(gate, filters == null ? HttpFiltersAdapter.NOOP_FILTER : filters);
  }

  @Override
  public int getMaximumRequestBufferSizeInBytes() {
    return 0;
  }

  @Override
  public int getMaximumResponseBufferSizeInBytes() {
    return plugIn.getMaximumResponseBufferSizeInBytes();
  }
}
