"""What a centre asks for sending a parcel."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shop.core.db import Base


class DeliveryFee(Base):
    """The flat fee of one centre for one parcel anywhere in Viet Nam, and how long it usually takes."""

    __tablename__ = "delivery_fee"
    __table_args__ = (
        CheckConstraint("fee_vnd >= 0", name="fee_is_not_negative"),
        CheckConstraint("days_most >= days_least", name="days_in_order"),
    )

    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    fee_vnd: Mapped[int]
    days_least: Mapped[int] = mapped_column(default=2)
    days_most: Mapped[int] = mapped_column(default=5)
