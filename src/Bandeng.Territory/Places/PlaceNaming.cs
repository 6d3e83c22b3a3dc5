using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Territory.Places;

/// <summary>Gives places new names and codes, and keeps the former ones with their days.</summary>
internal static class PlaceNaming
{
    /// <summary>From a day on; twice on one day is a correction. The place must be tracked.</summary>
    public static async Task RenameAsync(
        BandengDb db, PlaceOnFile place, string name, DateOnly from, CancellationToken cancel)
    {
        place.Rename(name);
        var open = await db.PlaceNames.SingleAsync(row => row.PlaceId == place.Id && row.ValidTo == null, cancel);
        if (open.ValidFrom >= from)
        {
            open.Correct(name);
            return;
        }

        open.End(from);
        db.PlaceNames.Add(PlaceName.Of(place.Id, name, from));
    }

    /// <summary>The same for its code.</summary>
    public static async Task RecodeAsync(
        BandengDb db, PlaceOnFile place, AreaCode code, DateOnly from, CancellationToken cancel)
    {
        place.Recode(code);
        var open = await db.PlaceCodes.SingleAsync(row => row.PlaceId == place.Id && row.ValidTo == null, cancel);
        if (open.ValidFrom >= from)
        {
            open.Correct(code);
            return;
        }

        open.End(from);
        db.PlaceCodes.Add(PlaceCode.Of(place.Id, code, from));
    }
}
