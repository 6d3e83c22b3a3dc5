using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bandeng.Kernel.Words;

public static class NamingWords
{
    /// <summary>
    /// Says which properties name words, so that words are written before what names them. The other way round SQLite, with
    /// a check still owed, looks through every row that might name each new text.
    /// </summary>
    public static void NamesWords<T>(this EntityTypeBuilder<T> entity, params string[] properties)
        where T : class
    {
        foreach (var property in properties)
        {
            entity.HasOne<ErasableText>().WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.NoAction);
        }
    }
}
