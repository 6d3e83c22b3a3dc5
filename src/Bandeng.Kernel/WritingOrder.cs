using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bandeng.Kernel;

public static class WritingOrder
{
    /// <summary>
    /// Says which properties name rows of <typeparamref name="TNamed"/>, so that these are written first. The other way
    /// round SQLite, with a check still owed, looks through every row that might name each new one.
    /// </summary>
    public static void Names<TNamed>(this EntityTypeBuilder entity, params string[] properties)
        where TNamed : class
    {
        foreach (var property in properties)
        {
            entity.HasOne(typeof(TNamed)).WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.NoAction);
        }
    }

    /// <inheritdoc cref="Names"/>
    public static void NamesWords(this EntityTypeBuilder entity, params string[] properties) =>
        entity.Names<ErasableText>(properties);
}
