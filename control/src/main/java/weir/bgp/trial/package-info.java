/**
 * What a rule would do to packets that were sampled.
 *
 * <p>In: a rule, sampled packets with what each stands for. Out: shares of attack and other traffic that the rule is for,
 * with error bounds; narrower rules; rates before and after. The services call it.
 */
@NullMarked
package weir.bgp.trial;

import org.jspecify.annotations.NullMarked;
