/**
 * The admin listener: metrics, health, and the proxy auto-configuration file. Renders what others
 * know; decides nothing about traffic.
 */
@NullMarked
package io.sekisho.app.admin;

import org.jspecify.annotations.NullMarked;
