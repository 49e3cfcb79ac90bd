/** Verbs that {@code ./spanline} itself carries out: here they only have their {@code --help}. */
@NullMarked
package io.spanline.cli.script;

import org.jspecify.annotations.NullMarked;
