package io.sekisho.proxy.littleproxy;

import java.util.List;
import java.util.ServiceLoader;
import org.littleshoot.proxy.HttpFiltersSource;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filters of somebody else: the provider of {@link HttpFiltersSource} on the class path. */
final class PlugIn {
  private static final Logger LOG = LoggerFactory.getLogger(PlugIn.class);

  private PlugIn() {}

  /** The one that is installed, or one that does nothing. */
  static HttpFiltersSource installed() {
    return choose(
        ServiceLoader.load(HttpFiltersSource.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** The first; who has several puts them together into one. */
  static HttpFiltersSource choose(List<HttpFiltersSource> found) {
    if (found.size() > 1) {
      LOG.warn("There are {} LittleProxy plug-ins; only the first counts", found.size());
    }
    return found.isEmpty() ? new HttpFiltersSourceAdapter() : found.get(0);
  }
}
