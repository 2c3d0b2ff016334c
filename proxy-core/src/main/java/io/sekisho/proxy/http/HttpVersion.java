package io.sekisho.proxy.http;

/** The versions that this engine speaks. */
public enum HttpVersion {
  HTTP_1_0,
  HTTP_1_1
}
