/** Whether what is about to be built finds room in the heap. */
@NullMarked
package io.sekisho.rules.memory;

import org.jspecify.annotations.NullMarked;
