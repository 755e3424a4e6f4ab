"""Users and the offices they hold."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from tdkt.accounts.states import Role
from tdkt.kernel.dated import Dated, days_in_order
from tdkt.organisations.models import Authority, Organisation


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do comes from the offices they hold, never from the account."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=150)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("được đăng nhập", default=True)
    date_joined = models.DateTimeField("lập lúc", auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    is_staff = is_superuser = False  # libraries ask; nobody here is

    objects = UserManager()

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username


class Office(Dated):
    """A task somebody holds: a role in an organisation (or in the whole province) from a day to a day."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    user = models.ForeignKey(
        User, verbose_name="tài khoản", on_delete=models.PROTECT, related_name="offices"
    )
    role = models.CharField("nhiệm vụ", max_length=24, choices=Role)
    organisation = models.ForeignKey(
        Organisation, verbose_name="tổ chức", on_delete=models.PROTECT, null=True, blank=True,
        db_comment="Null: the province itself",
    )  # fmt: skip

    class Meta:
        verbose_name = "nhiệm vụ"
        constraints = [
            days_in_order("office_days_in_order"),
            models.CheckConstraint(
                name="office_of_a_unit_names_it",
                condition=~Q(role__in=[Role.UNIT_OFFICER, Role.BLOC_LEADER])
                | Q(organisation__isnull=False),
                violation_error_message="Nhiệm vụ của đơn vị phải ghi rõ đơn vị.",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_role_display()}{f' - {self.organisation}' if self.organisation_id else ''}"
        )
