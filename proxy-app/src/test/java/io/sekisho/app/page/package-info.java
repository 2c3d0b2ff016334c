/** What a person sees in a real browser behind the packaged program. */
@NullMarked
package io.sekisho.app.page;

import org.jspecify.annotations.NullMarked;
