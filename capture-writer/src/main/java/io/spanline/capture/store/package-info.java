/**
 * The folder of captures and baselines: one commit point per snapshot, a lock, and what is put
 * right at start.
 */
@NullMarked
package io.spanline.capture.store;

import org.jspecify.annotations.NullMarked;
