package io.sekisho.proxy.explicit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A test of what LittleProxy cannot do, as {@link LittleProxyInabilitiesTest} shows; its only
 * parameter is the other {@link Engine}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ParameterizedTest
@EnumSource(value = Engine.class, names = "NATIVE")
@Timeout(40)
@interface OnNativeEngine {}
