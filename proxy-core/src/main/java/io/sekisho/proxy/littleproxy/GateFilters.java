package io.sekisho.proxy.littleproxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFilters;

/**
 * What one request's gate hears of it and says to it, around the filters of a plug-in. These see
 * and may change messages; where the request goes is not theirs to say.
 */
final class GateFilters implements HttpFilters {
  private final Gate gate;
  private final HttpFilters plugIn;

  GateFilters(Gate gate, HttpFilters plugIn) {
    this.gate = gate;
    this.plugIn = plugIn;
  }

  @Override
  public InetSocketAddress proxyToServerResolutionStarted(String resolving) {
    plugIn.proxyToServerResolutionStarted(resolving);
    return gate.judged();
  }

  @Override
  public void proxyToServerConnectionStarted() {
    gate.connecting();
    plugIn.proxyToServerConnectionStarted();
  }

  @Override
  public void proxyToServerConnectionSucceeded(ChannelHandlerContext server) {
    gate.connected(server.channel());
    plugIn.proxyToServerConnectionSucceeded(server);
  }

  @Override
  public void proxyToServerConnectionFailed() {
    gate.connectingFailed();
    plugIn.proxyToServerConnectionFailed();
  }

  @Override
  public @Nullable HttpResponse clientToProxyRequest(HttpObject part) {
    return plugIn.clientToProxyRequest(part);
  }

  @Override
  public @Nullable HttpResponse proxyToServerRequest(HttpObject part) {
    return plugIn.proxyToServerRequest(part);
  }

  @Override
  public void proxyToServerRequestSending() {
    plugIn.proxyToServerRequestSending();
  }

  @Override
  public void proxyToServerRequestSent() {
    plugIn.proxyToServerRequestSent();
  }

  @Override
  public @Nullable HttpObject serverToProxyResponse(HttpObject part) {
    return plugIn.serverToProxyResponse(part);
  }

  @Override
  public void serverToProxyResponseTimedOut() {
    plugIn.serverToProxyResponseTimedOut();
  }

  @Override
  public void serverToProxyResponseReceiving() {
    plugIn.serverToProxyResponseReceiving();
  }

  @Override
  public void serverToProxyResponseReceived() {
    plugIn.serverToProxyResponseReceived();
  }

  @Override
  public @Nullable HttpObject proxyToClientResponse(HttpObject part) {
    return plugIn.proxyToClientResponse(part);
  }

  @Override
  public void proxyToServerConnectionQueued() {
    plugIn.proxyToServerConnectionQueued();
  }

  @Override
  public void proxyToServerResolutionFailed(String resolving) {
    plugIn.proxyToServerResolutionFailed(resolving);
  }

  @Override
  public void proxyToServerResolutionSucceeded(String resolving, InetSocketAddress resolved) {
    plugIn.proxyToServerResolutionSucceeded(resolving, resolved);
  }

  @Override
  public void proxyToServerConnectionSSLHandshakeStarted() {
    plugIn.proxyToServerConnectionSSLHandshakeStarted();
  }

  @Override
  public boolean proxyToServerAllowMitm() {
    return false;
  }
}
