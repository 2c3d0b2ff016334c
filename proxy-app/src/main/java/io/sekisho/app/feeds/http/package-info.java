/**
 * Downloads over HTTP and HTTPS: one conditional request and its redirects, the answer's body
 * streamed into a file, everything bounded. What an answer is worth as a feed is decided elsewhere,
 * and so is when to ask.
 */
@NullMarked
package io.sekisho.app.feeds.http;

import org.jspecify.annotations.NullMarked;
