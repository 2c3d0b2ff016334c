package io.sekisho.app.feeds.http;

import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** The sentences for downloads that fail. None has a secret or a query in it. */
final class Failures {
  private final HttpSource source;

  Failures(HttpSource source) {
    this.source = source;
  }

  Download.Failed of(IOException e, Deadline deadline) {
    if (deadline.hasPassed()) {
      return failed(FeedFault.INCOMPLETE, "took longer than " + seconds(source.timeout()));
    }
    return e instanceof DownloadFault fault
        ? failed(fault.failure().fault(), fault.failure().detail())
        : onTheWay(e);
  }

  Download.Failed status(int status, @Nullable Duration pause) {
    String wait = pause == null ? "" : ", and asks to wait for " + seconds(pause);
    return new Download.Failed(
        new FeedFailure(FeedFault.HTTP_STATUS, source.shown() + " answered " + status + wait),
        status,
        pause);
  }

  private Download.Failed onTheWay(IOException e) {
    if (e instanceof SSLException tls) {
      return tls(tls);
    }
    if (e instanceof EOFException || e instanceof ZipException) {
      return failed(FeedFault.BROKEN_ARCHIVE, "sent packed data that is damaged or cut short");
    }
    if (e instanceof FileSystemException) {
      return failed(FeedFault.UNREADABLE, "cannot be stored: " + e);
    }
    return connection(e);
  }

  private Download.Failed connection(IOException e) {
    if (e instanceof UnknownHostException) {
      return failed(FeedFault.UNREACHABLE, "cannot be reached: " + e.getMessage());
    }
    if (e instanceof ConnectException) {
      return failed(FeedFault.UNREACHABLE, "cannot be reached: " + reason(e));
    }
    if (e instanceof NoHttpResponseException) {
      return failed(FeedFault.UNREACHABLE, "closed the connection without an answer");
    }
    if (e instanceof ConnectionClosedException || e instanceof MalformedChunkCodingException) {
      return failed(FeedFault.INCOMPLETE, "sent less than the whole: " + reason(e));
    }
    return e instanceof SocketTimeoutException
        ? failed(FeedFault.UNREACHABLE, "cannot be reached, or said nothing for too long")
        : failed(FeedFault.UNREACHABLE, "cannot be downloaded: " + reason(e));
  }

  private Download.Failed tls(SSLException e) {
    Throwable why = e;
    while (why.getCause() != null && !(why instanceof CertificateException)) {
      why = why.getCause();
    }
    boolean certificate =
        e instanceof SSLPeerUnverifiedException || why instanceof CertificateException;
    if (!certificate) {
      return failed(FeedFault.UNREACHABLE, "cannot be reached by TLS: " + reason(e));
    }
    String by = source.pinned().map(file -> " by " + file).orElse("");
    return failed(
        FeedFault.CERTIFICATE, "shows a certificate that is not trusted" + by + ": " + reason(why));
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Download.Failed failed(FeedFault fault, String what) {
    return new Download.Failed(new FeedFailure(fault, source.shown() + " " + what), null, null);
  }

  private static String seconds(Duration time) {
    return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
