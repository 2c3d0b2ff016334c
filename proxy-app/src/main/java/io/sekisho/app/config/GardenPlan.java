package io.sekisho.app.config;

import io.sekisho.proxy.GardenSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The walled garden.
 *
 * @param portal null where devices are not told of it by an API
 */
public record GardenPlan(GardenSettings settings, @Nullable PortalSettings portal) {
  public Optional<PortalSettings> api() {
    return Optional.ofNullable(portal);
  }
}
