package weir.flow.attribute;

import weir.sflow.Structure;

/**
 * Field numbers of the sampled header record.
 *
 * @param slot its slot in {@link RecordFormats}
 * @param protocol field that says which protocol the packet begins with
 * @param header field with the packet's leading bytes
 */
record SampledHeaderFields(int slot, int protocol, int header) {

    static SampledHeaderFields of(Structure structure, int slot) {
        return new SampledHeaderFields(slot, structure.indexOf("protocol"), structure.indexOf("header"));
    }
}
