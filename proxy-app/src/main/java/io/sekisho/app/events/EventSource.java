package io.sekisho.app.events;

/**
 * Who observed an event.
 *
 * @param host name of the machine
 * @param version of the program
 */
public record EventSource(String host, String version) {}
