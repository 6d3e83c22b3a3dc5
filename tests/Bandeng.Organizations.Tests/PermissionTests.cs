using System.Globalization;
using Bandeng.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Bandeng.Organizations.Tests;

/// <summary>A permission is a post: inside its area, with its role, and nowhere else.</summary>
public sealed class PermissionTests
{
    private static readonly Arbitrary<AreaCode> Area = (
        from town in Gen.Choose(0, 2)
        from community in Gen.Choose(0, 2)
        from grid in Gen.Choose(0, 2)
        select AreaCode.Parse(string.Create(CultureInfo.InvariantCulture, $"431302{town:D3}{community:D3}{grid:D3}"))).ToArbitrary();

    private static readonly Arbitrary<(Role Role, Permission Permission)> Right = (
        from role in Gen.Elements(Enum.GetValues<Role>())
        from permission in Gen.Elements(Enum.GetValues<Permission>())
        select (role, permission)).ToArbitrary();

    [Fact]
    public void A_permission_holds_inside_the_area_and_not_outside(
        ) => Prop.ForAll(Area, Area, Right, (post, place, right) =>
        Holder(right.Role, post).May(right.Permission, place)
            == (post.Contains(place) && PermissionTable.RolesWith(right.Permission).Contains(right.Role))).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_post_there_is_no_permission() => Prop.ForAll(Area, Right, (place, right) =>
        !Viewer.Nobody.May(right.Permission, place)
        && !new Viewer(Guid.CreateVersion7(), "林阿姨", []).May(right.Permission)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_permission_is_in_the_table_and_somebody_has_it() =>
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.NotEmpty(PermissionTable.RolesWith(permission)));

    [Fact]
    public void A_role_nobody_knows_may_nothing() => Assert.All(Enum.GetValues<Permission>(), permission =>
        Assert.False(
            new Viewer(Guid.CreateVersion7(), "", [new(Guid.CreateVersion7(), "Emperor", House.District, null, null)])
                .May(permission)));

    private static Viewer Holder(Role role, AreaCode area) =>
        new(Guid.CreateVersion7(), "", [new(Guid.CreateVersion7(), role.ToString(), area, null, null)]);
}
