package io.sekisho.app.config;

/** How the text of one value becomes a typed value. */
@FunctionalInterface
interface ValueParser<T> {
  T parse(String text) throws BadValue;
}
