package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// Whether the day or the month stands first in dates whose year stands last, as `01/02/2024`.
public enum DateOrder {
    DAY_FIRST("d/m/y"),
    MONTH_FIRST("m/d/y");

    private final String id;

    DateOrder(String id) {
        this.id = id;
    }

    /// As people write it: `d/m/y` or `m/d/y`, whatever signs stand between the parts of the dates.
    public String id() {
        return id;
    }

    /// @throws LeptonException INVALID_ARGUMENT for any other text
    public static DateOrder parse(String id) {
        for (DateOrder order : values()) {
            if (order.id.equals(id)) {
                return order;
            }
        }
        throw new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "\"" + id + "\" is no format of dates; give d/m/y or m/d/y. Dates as 2024-12-31 need none.");
    }
}
