package io.sekisho.app.admin;

import io.sekisho.app.feeds.FeedChanges;
import io.sekisho.app.metrics.Metrics;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.ca.Minting;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the admin listener shows, and hands on.
 *
 * @param proxies addresses that the explicit proxy is bound to, asked for at each request
 * @param minting whose authority devices are to trust
 */
public record AdminContent(
    Metrics metrics,
    Readiness readiness,
    RulesDetail rules,
    Supplier<List<InetSocketAddress>> proxies,
    Minting minting,
    Garden garden,
    FeedChanges changes) {}
