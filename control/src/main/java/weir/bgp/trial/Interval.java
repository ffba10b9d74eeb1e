package weir.bgp.trial;

/** Bounds that hold the true value with a probability of 95 %. */
record Interval(double lower, double upper) {}
