using Bandeng.Sheets.Books;

namespace Bandeng.Sheets.Tests;

public sealed class FormulaTests
{
    private static readonly RowShift[] TenBelowNine = [new("台账", 9, 10, true)];

    [Theory]
    [InlineData("SUM(B5:B9)", "SUM(B5:B19)")]
    [InlineData("SUM($B$5:$B$9)/B10", "SUM($B$5:$B$19)/B20")]
    [InlineData("B4+B9", "B4+B9")]
    [InlineData("IF(A10=\"A10:A11\",1,0)", "IF(A20=\"A10:A11\",1,0)")]
    [InlineData("SUM(9:9)+SUM(B:B)", "SUM(9:19)+SUM(B:B)")]
    [InlineData("'台账'!B10+别的!B10", "'台账'!B20+别的!B10")]
    [InlineData("LOG10(B10)+A1B2C3", "LOG10(B20)+A1B2C3")]
    [InlineData("COUNTIF(C5:C9,\"*B10*\")", "COUNTIF(C5:C19,\"*B10*\")")]
    public void Rows_that_are_inserted_move_what_lies_below_and_stretch_what_ends_with_the_body(
        string before, string after) =>
        Assert.Equal(after, Formulas.Inserted(before, "台账", TenBelowNine));

    [Theory]
    [InlineData("F5+G5", "F8+G8")]
    [InlineData("$F5*F$2", "$F8*F$2")]
    [InlineData("IF(F5=\"F5\",1,0)", "IF(F8=\"F5\",1,0)")]
    public void A_copy_further_down_looks_at_its_own_row(string before, string after) =>
        Assert.Equal(after, Formulas.Copied(before, 3, 0));

    [Fact]
    public void Another_sheet_is_left_alone() =>
        Assert.Equal("SUM(B5:B9)", Formulas.Inserted("SUM(B5:B9)", "别的", TenBelowNine));
}
