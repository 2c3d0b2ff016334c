package io.sekisho.proxy.explicit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.net.SocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersAdapter;
import org.littleshoot.proxy.HttpFiltersSource;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;

/** A plug-in of LittleProxy that leaves its mark on requests, and would lead some elsewhere. */
public final class MarkingPlugIn extends HttpFiltersSourceAdapter {
  static final String FIELD = "X-Marked";

  /** A path that begins so ends with another port, at which it wants the request to arrive. */
  static final String REDIRECTING = "/elsewhere/";

  /** What {@code start} gives where this is the plug-in that is installed. */
  static <T> T installedWhile(Path directory, Callable<T> start) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(HttpFiltersSource.class.getName()), MarkingPlugIn.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    try (URLClassLoader withPlugIn =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, usual)) {
      thread.setContextClassLoader(withPlugIn);
      return start.call();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  /** It would like to have requests whole. */
  @Override
  public int getMaximumRequestBufferSizeInBytes() {
    return 1 << 16;
  }

  @Override
  public HttpFilters filterRequest(HttpRequest request, @Nullable ChannelHandlerContext ctx) {
    return new HttpFiltersAdapter(request, ctx) {
      @Override
      public @Nullable HttpResponse clientToProxyRequest(HttpObject part) {
        if (part instanceof HttpRequest head) {
          mark(head, Objects.requireNonNull(ctx).channel().remoteAddress());
        }
        return null;
      }
    };
  }

  private static void mark(HttpRequest head, SocketAddress client) {
    String form = head instanceof FullHttpRequest ? "whole" : "in parts";
    head.headers().set(FIELD, form + " from " + client);
    int at = head.uri().indexOf(REDIRECTING);
    if (at >= 0) {
      head.setUri("http://clean.test:" + head.uri().substring(at + REDIRECTING.length()) + "/");
    }
  }
}
