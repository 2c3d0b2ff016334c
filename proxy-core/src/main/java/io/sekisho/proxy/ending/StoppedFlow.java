package io.sekisho.proxy.ending;

import io.netty.channel.Channel;
import io.sekisho.proxy.Ending;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.client.Arrival;

/**
 * A tunnel or a diverted connection that a verdict has stopped: the server's side is gone.
 *
 * @param ending for another verdict upon what the client says later
 */
record StoppedFlow(Channel client, Arrival arrival, Inquiry inquiry, Ending ending) {}
